import { Outlet } from '@tanstack/react-router'
export const ChatLayout = () => <Outlet />
